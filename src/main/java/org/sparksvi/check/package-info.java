/** The laws that every model keeps, as a tool for those who write one. */
package org.sparksvi.check;
