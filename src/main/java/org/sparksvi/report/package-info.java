/** What people see of a run: progress lines, pictures, and descriptions of models. */
package org.sparksvi.report;
