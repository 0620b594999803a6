/** The kind of models that users write. */
package org.sparksvi.kinds.joint;
