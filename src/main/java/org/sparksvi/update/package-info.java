/** Rules and schedules that size a step. */
package org.sparksvi.update;
