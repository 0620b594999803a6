package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;

final class CachedBlocksTest {
  private static final int SECONDS = 20; // far more than any of this takes

  private final AtomicInteger reads = new AtomicInteger();

  /** A block of a size. */
  private record Sized(int id) implements Block {
    @Override
    public int rows() {
      return 1;
    }

    @Override
    public double units() {
      return 1;
    }
  }

  @Test
  void theBlocksUsedLastAreKeptWithinTheBound() {
    CachedBlocks<Sized> cache = new CachedBlocks<>(blocks(Sized::new), 30, b -> 10);

    for (int b : new int[] {0, 1, 2, 0, 3, 0, 2}) {
      assertEquals(b, cache.read(b).id());
      assertTrue(cache.bytes() <= 30);
    }
    assertEquals(4, reads.get());

    cache.read(1);
    assertEquals(5, reads.get());
  }

  @Test
  void aBlockLargerThanTheBoundIsNotKept() {
    CachedBlocks<Sized> cache =
        new CachedBlocks<>(blocks(Sized::new), 30, b -> b.id() == 1 ? 31 : 10);

    cache.read(0);
    cache.read(1);
    cache.read(1);
    cache.read(0);

    assertEquals(3, reads.get());
    assertEquals(10, cache.bytes());
  }

  @Test
  void aFailedReadIsTriedAgain() {
    CachedBlocks<Sized> cache =
        new CachedBlocks<>(
            blocks(
                b -> {
                  if (reads.get() == 1) {
                    throw new IllegalStateException("away");
                  }
                  return new Sized(b);
                }),
            30,
            b -> 10);

    assertThrows(IllegalStateException.class, () -> cache.read(2));

    assertEquals(2, cache.read(2).id());
    assertEquals(10, cache.bytes());
  }

  @Test
  void readersOfABlockShareOneRead() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CachedBlocks<Sized> cache =
        new CachedBlocks<>(
            blocks(
                b -> {
                  started.countDown();
                  await(go);
                  return new Sized(b);
                }),
            30,
            b -> 10);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<Sized>> futures = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        futures.add(pool.submit(() -> cache.read(1)));
      }
      await(started);
      go.countDown();

      Sized first = futures.get(0).get(SECONDS, TimeUnit.SECONDS);
      for (Future<Sized> future : futures) {
        assertSame(first, future.get(SECONDS, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(1, reads.get());
  }

  @Test
  void manyThreadsReadWhatIsThereWithinTheBound() throws Exception {
    CachedBlocks<Sized> cache = new CachedBlocks<>(blocks(Sized::new), 45, b -> 10);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> futures = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int step = 2 * t + 1;
        futures.add(
            pool.submit(
                () -> {
                  boolean right = true;
                  for (int i = 0; i < 4000; i++) {
                    int b = i * step % 10;
                    right &= cache.read(b).id() == b && cache.bytes() <= 45;
                  }
                  return right;
                }));
      }
      for (Future<Boolean> future : futures) {
        assertTrue(future.get(SECONDS, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Blocks<Sized> blocks(IntFunction<Sized> read) {
    return new Blocks<>() {
      @Override
      public int count() {
        return 10;
      }

      @Override
      public int rows(int block) {
        return 1;
      }

      @Override
      public Sized read(int block) {
        reads.incrementAndGet();
        return read.apply(block);
      }
    };
  }
}
