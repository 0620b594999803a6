/** Variational autoencoders: networks that encode and decode rows. */
package org.sparksvi.models.autoencoder;
