/** Topic models as a kind. */
package org.sparksvi.kinds.topics;
