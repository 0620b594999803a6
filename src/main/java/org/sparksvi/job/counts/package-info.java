/** What jobs of all models over rows of counts share. */
package org.sparksvi.job.counts;
