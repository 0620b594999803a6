/** The float kernels on Java's incubating vectors, loaded only where that module is present. */
package org.sparksvi.numeric.vector;
