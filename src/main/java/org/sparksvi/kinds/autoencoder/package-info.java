/** Variational autoencoders as jobs. */
package org.sparksvi.kinds.autoencoder;
