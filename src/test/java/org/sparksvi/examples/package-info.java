/**
 * Models as users write them, beside those of examples/own-model; docs/model-language.md names
 * them.
 */
package org.sparksvi.examples;
