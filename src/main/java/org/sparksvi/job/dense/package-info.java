/** What jobs of all models over rows of numbers share. */
package org.sparksvi.job.dense;
