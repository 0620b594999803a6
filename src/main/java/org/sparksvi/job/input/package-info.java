/** Rows for models, from whatever a configuration's input names. */
package org.sparksvi.job.input;
