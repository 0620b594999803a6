/** What people see of a run: progress, and descriptions of what was learnt. */
package org.sparksvi.report;
