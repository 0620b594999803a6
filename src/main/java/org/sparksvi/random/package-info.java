/** Counter-based randomness named by what it is for, and samplers. */
package org.sparksvi.random;
