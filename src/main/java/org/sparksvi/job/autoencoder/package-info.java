/** Variational autoencoders as jobs. */
package org.sparksvi.job.autoencoder;
