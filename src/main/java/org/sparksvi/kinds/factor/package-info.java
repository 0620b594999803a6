/** Factor models as a kind. */
package org.sparksvi.kinds.factor;
