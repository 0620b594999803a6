/** Topic models as jobs. */
package org.sparksvi.job.topics;
