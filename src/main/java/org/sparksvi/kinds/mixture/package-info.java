/** Mixtures as kinds, of numbers and of counts. */
package org.sparksvi.kinds.mixture;
