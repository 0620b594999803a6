/** Variational autoencoders as a kind. */
package org.sparksvi.kinds.autoencoder;
