package org.sparksvi.models.autoencoder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sparksvi.data.Block;

/**
 * One task's batch and graphs, kept from round to round. Serves one thread at a time.
 *
 * @param <B> the blocks
 */
final class Workspace<B extends Block> {
  private static final int MOST_GRAPHS = 8;

  private final Network network;
  private final Batch<B> batch;
  private final Map<Shape, BoundGraph> graphs = new LinkedHashMap<>(16, 0.75f, true); // by last use
  private final Map<Integer, EncoderGraph> encoders =
      new LinkedHashMap<>(16, 0.75f, true); // by rows

  /** What tells graphs apart. */
  private record Shape(Objective kind, BoundGraph.Variables variables, int rows, int samples) {}

  Workspace(Network network, Observations<B> observations) {
    this.network = network;
    this.batch = new Batch<>(network.settings(), observations);
  }

  Batch<B> batch() {
    return batch;
  }

  /** A graph of a shape, perhaps one that was used before. */
  BoundGraph graph(Objective kind, BoundGraph.Variables variables, int rows, int samples) {
    Shape shape = new Shape(kind, variables, rows, samples);
    return kept(graphs, shape, () -> new BoundGraph(network, kind, variables, rows, samples));
  }

  /** The encoder for a number of rows. */
  EncoderGraph encoder(int rows) {
    return kept(encoders, rows, () -> new EncoderGraph(network, rows));
  }

  private static <K, V> V kept(Map<K, V> map, K key, Supplier<V> maker) {
    V value = map.get(key);
    if (value == null) {
      value = maker.get();
      map.put(key, value);
      if (map.size() > MOST_GRAPHS) {
        map.remove(map.keySet().iterator().next());
      }
    }
    return value;
  }
}
