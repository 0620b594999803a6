package org.sparksvi.models.autoencoder;

/** What training raises. */
public enum Objective {
  /**
   * The evidence lower bound with its KL divergence in closed form.
   *
   * <p>Kingma and Welling (2014), equation 10.
   */
  ELBO,
  /**
   * The importance-weighted bound of Burda, Grosse and Salakhutdinov (2016), equation 8, with the
   * doubly reparameterised gradient of Tucker, Lawson, Gu and Maddison (2019), equation 8. With one
   * sample it is the ELBO with the path derivative of Roeder, Wu and Duvenaud (2017).
   */
  IMPORTANCE
}
