/** Factor models as jobs. */
package org.sparksvi.job.factor;
