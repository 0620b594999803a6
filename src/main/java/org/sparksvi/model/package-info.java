/**
 * What a model is to the engine: the SPI, and models made of models (several starts, a warm start,
 * a continued posterior).
 */
package org.sparksvi.model;
