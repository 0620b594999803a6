/** What a model is to the engine: the SPI, and nothing else. */
package org.sparksvi.model;
