/** What a run keeps, on any Hadoop file system: blocks, trace, checkpoints, published models. */
package org.sparksvi.store;
