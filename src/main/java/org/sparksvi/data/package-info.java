/** Immutable blocks of rows. */
package org.sparksvi.data;
