/** Named arrays in one layout: parameters, rule memory, statistics, gradients and targets. */
package org.sparksvi.bundle;
