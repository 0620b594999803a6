package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.wire.JavaBytes;
import org.sparksvi.spark.wire.Sent;

/** The blocks that a run was trained on, added up on Spark: a job of as many tasks as slots. */
final class StoredRows {
  private final JavaSparkContext spark;
  private final StoredWorkload<?, ?, ?> workload;

  StoredRows(JavaSparkContext spark, StoredWorkload<?, ?, ?> workload) {
    this.spark = spark;
    this.workload = workload;
  }

  double weight() {
    return workload.open().training().totalWeight();
  }

  List<ShardScore> scores(BlockScorer scorer) {
    int blocks = workload.open().training().count();
    List<Integer> ids = IntStream.range(0, blocks).boxed().toList();
    Sent<BlockScorer> scorers = Sent.of(spark, scorer);
    try {
      return spark
          .parallelize(ids, Math.max(1, Math.min(blocks, spark.defaultParallelism())))
          .mapPartitions(scored(scorers, workload))
          .collect()
          .stream()
          .map(bytes -> (ShardScore) JavaBytes.read(bytes))
          .toList();
    } finally {
      scorers.destroy();
    }
  }

  private static FlatMapFunction<Iterator<Integer>, byte[]> scored(
      Sent<BlockScorer> scorers, StoredWorkload<?, ?, ?> workload) {
    return ids -> {
      Blocks<? extends Block> blocks = workload.open().training();
      List<byte[]> scores = new ArrayList<>();
      while (ids.hasNext()) {
        scores.add(JavaBytes.of(scorers.value().score(List.of(blocks.read(ids.next())))));
      }
      return scores.iterator();
    };
  }
}
