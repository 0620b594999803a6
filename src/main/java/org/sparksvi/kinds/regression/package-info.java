/** The kind {@code regression}. */
package org.sparksvi.kinds.regression;
