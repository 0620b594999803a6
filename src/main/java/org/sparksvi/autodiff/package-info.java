/**
 * Reverse-mode differentiation over matrices, in single precision for training and in double for
 * checks. A {@link org.sparksvi.autodiff.Graph} is built once and evaluated many times; its buffers
 * are kept.
 */
package org.sparksvi.autodiff;
