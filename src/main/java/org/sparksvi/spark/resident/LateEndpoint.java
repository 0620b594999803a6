package org.sparksvi.spark.resident;

import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.IsolatedThreadSafeRpcEndpoint;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpoint;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.util.RpcUtils;
import org.sparksvi.random.SplitMix64;
import scala.PartialFunction;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * What carries messages in a session that runs without {@link ResidentPlugin}: an endpoint of
 * Spark's own messages, which is what plugins use within. Spark does not promise it to others, so
 * whoever opens it is ready for {@link LinkageError}.
 */
final class LateEndpoint implements IsolatedThreadSafeRpcEndpoint {
  private final RpcEnv messages;
  private final DriverEndpoint driver;

  private LateEndpoint(RpcEnv messages, DriverEndpoint driver) {
    this.messages = messages;
    this.driver = driver;
    RpcEndpoint.$init$(this);
  }

  /** Opens one on the driver, until its Spark ends. */
  static DriverEndpoint open() {
    RpcEnv messages = SparkEnv.get().rpcEnv();
    long name = // another in every application, and for every copy of this class in one
        SplitMix64.mix(
            MonotonicClock.NANOS.getAsLong(), System.identityHashCode(LateEndpoint.class));
    DriverEndpoint driver = new DriverEndpoint("svi-" + Long.toHexString(name));
    messages.setupEndpoint(driver.address(), new LateEndpoint(messages, driver));
    return driver;
  }

  /** The way from this process to the driver's endpoint. */
  static Link link(String address) {
    SparkEnv here = SparkEnv.get();
    return new DriverReference(RpcUtils.makeDriverRef(address, here.conf(), here.rpcEnv()));
  }

  @Override
  public RpcEnv rpcEnv() {
    return messages;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    return new Handler() {
      @Override
      void handle(Object message) {
        driver.receive(message);
      }
    };
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
    return new Handler() {
      @Override
      void handle(Object message) {
        context.reply(driver.receive(message));
      }
    };
  }

  @Override
  public void onStop() {
    driver.shutdown();
  }

  /** Takes every message. */
  private abstract static class Handler extends AbstractPartialFunction<Object, BoxedUnit> {
    abstract void handle(Object message);

    @Override
    public boolean isDefinedAt(Object message) {
      return true;
    }

    @Override
    public BoxedUnit apply(Object message) {
      handle(message);
      return BoxedUnit.UNIT;
    }
  }

  /** Spark's reference to the driver's endpoint. */
  private record DriverReference(RpcEndpointRef driver) implements Link {
    @Override
    public Object ask(Object message) {
      return driver.askSync(message, ClassTag$.MODULE$.apply(Object.class));
    }

    @Override
    public void send(Object message) {
      driver.send(message);
    }
  }
}
