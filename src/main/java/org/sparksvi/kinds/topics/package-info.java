/** Topic models as jobs. */
package org.sparksvi.kinds.topics;
