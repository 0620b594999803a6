/** The commands: training, scoring, describing, generating, and how they end. */
package org.sparksvi.job;
