package dev.plateau.trainer.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.cpu.nativecpu.DirectShapeInfoProvider;

/**
 * ND4J's shape descriptions, kept. ND4J's own provider does not cache the one call that every array
 * makes, so that each array costs a native call: small networks train about twice as fast with this
 * one, to the same parameters bit by bit. A program of one's own switches it on by {@link #install}
 * before ND4J loads, or by {@code -Dshapeinfoprovider=dev.plateau.trainer.network.ShapeCache}.
 * Thread-safe.
 */
public final class ShapeCache extends DirectShapeInfoProvider {
  private static final String PROPERTY = "shapeinfoprovider";

  /** Bounds the memory of a program whose shapes never repeat; a description takes some 200 B. */
  private static final int MAX_SHAPES = 20_000;

  private final Map<LongShapeDescriptor, Pair<DataBuffer, long[]>> known =
      new ConcurrentHashMap<>();

  /** For ND4J, which finds the class by its name. */
  public ShapeCache() {}

  /** Makes ND4J take this provider, unless the system property names another one. */
  public static void install() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, ShapeCache.class.getName());
    }
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape,
      long[] stride,
      long elementWiseStride,
      char order,
      DataType type,
      boolean empty) {
    LongShapeDescriptor asked =
        LongShapeDescriptor.fromShape(shape, stride, elementWiseStride, order, type, empty);
    Pair<DataBuffer, long[]> found = known.get(asked);
    if (found != null) {
      return found;
    }
    Pair<DataBuffer, long[]> made =
        super.createShapeInformation(shape, stride, elementWiseStride, order, type, empty);
    if (known.size() < MAX_SHAPES) {
      LongShapeDescriptor key =
          LongShapeDescriptor.fromShape(
              shape.clone(), stride.clone(), elementWiseStride, order, type, empty);
      known.put(key, made);
    }
    return made;
  }
}
