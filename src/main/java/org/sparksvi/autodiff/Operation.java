package org.sparksvi.autodiff;

/** How a node gets its values from those of other nodes, and passes its derivative on to them. */
interface Operation {
  /** Overwrites the values of {@code out}. */
  void forward(Node out);

  /**
   * Contributes to the derivatives of the inputs that are differentiated.
   *
   * @param out whose derivative is complete
   */
  void backward(Node out);

  /** What a leaf does: its values are set from outside. */
  Operation NONE =
      new Operation() {
        @Override
        public void forward(Node out) {}

        @Override
        public void backward(Node out) {}
      };
}
