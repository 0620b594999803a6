package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;

/** What hidden units make of their sums. */
public enum Activation {
  TANH {
    @Override
    Node of(Graph graph, Node sums) {
      return graph.tanh(sums);
    }
  },
  RELU {
    @Override
    Node of(Graph graph, Node sums) {
      return graph.relu(sums);
    }
  },
  ELU {
    @Override
    Node of(Graph graph, Node sums) {
      return graph.elu(sums);
    }
  },
  SOFTPLUS {
    @Override
    Node of(Graph graph, Node sums) {
      return graph.softplus(sums);
    }
  };

  abstract Node of(Graph graph, Node sums);
}
