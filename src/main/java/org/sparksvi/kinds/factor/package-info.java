/** Factor models as jobs. */
package org.sparksvi.kinds.factor;
