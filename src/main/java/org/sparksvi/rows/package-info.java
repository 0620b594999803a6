/** Rows that models are trained on and asked about: where they come from and what they must be. */
package org.sparksvi.rows;
