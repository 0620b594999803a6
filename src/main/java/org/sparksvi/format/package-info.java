/**
 * Files other programs read and write: safetensors, UCI docword, vocabularies, JSON lines; readers
 * that trust nothing and take no memory before they have checked what a file declares.
 */
package org.sparksvi.format;
