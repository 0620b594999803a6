package org.sparksvi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.sparksvi.spark.input.RowItem;
import org.sparksvi.spark.input.RowSource;

/** What goes wrong in tasks, by their number of attempt: a task that is tried again succeeds. */
final class Faults {
  private Faults() {}

  /** The first attempt at a task fails when it comes to some of the blocks. */
  record FailFirstAttempt(int every) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      if (block % every == 0 && task.attemptNumber() == 0) {
        throw new IllegalStateException("a fault made for a test");
      }
    }
  }

  /** The first attempt at a task takes long with one of the blocks. */
  record SlowFirstAttempt(int slow, long millis) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      if (block == slow && task.attemptNumber() == 0) {
        sleep(millis);
      }
    }
  }

  /** Every block takes a while. */
  record Slow(long millis) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      sleep(millis);
    }
  }

  /** One of the tasks, in its first attempt, is slower than the others. */
  record SlowTask(int partition, long millis, long othersMillis) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      boolean slow = task.partitionId() == partition && task.attemptNumber() == 0;
      sleep(slow ? millis : othersMillis);
    }
  }

  /** Some attempts at every task fail when they come to one of the blocks. */
  record FailAt(int fatal, int attempts) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      if (block == fatal && task.attemptNumber() < attempts) {
        throw new IllegalStateException("a fault made for a test");
      }
    }
  }

  /** Every block takes a while, and who reads one leaves a file. */
  record Signed(String directory, long millis) implements FaultySource.Fault {
    @Override
    public void before(int block, TaskContext task) {
      try {
        Path file = Path.of(directory, SparkEnv.get().executorId());
        if (!Files.exists(file)) {
          Files.createFile(file);
        }
      } catch (FileAlreadyExistsException e) {
        return; // another task of the executor was first
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      sleep(millis);
    }
  }

  /** An ordinary task: takes as many milliseconds as it is told. */
  record Pause() implements VoidFunction<Long> {
    @Override
    public void call(Long millis) {
      sleep(millis);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException("the attempt was killed", e);
    }
  }

  /** The first attempt at reading a part of a source fails after some items. */
  record FailWhileReading(int after) implements FlatMapFunction<Iterator<RowItem>, RowItem> {
    @Override
    public Iterator<RowItem> call(Iterator<RowItem> items) {
      return new Iterator<>() {
        private int delivered;

        @Override
        public boolean hasNext() {
          return items.hasNext();
        }

        @Override
        public RowItem next() {
          if (delivered++ == after && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("a fault made for a test");
          }
          return items.next();
        }
      };
    }

    /** The source whose parts fail once. */
    RowSource in(RowSource source) {
      return new RowSource(
          source.name(),
          source.items().mapPartitions(this),
          source.map(),
          source.names(),
          source.form(),
          source.documents(),
          source.check());
    }
  }
}
