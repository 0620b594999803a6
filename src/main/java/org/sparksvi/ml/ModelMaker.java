package org.sparksvi.ml;

/** Makes a model of a class. */
@FunctionalInterface
interface ModelMaker<M> {
  M of(String uid, Learnt learnt);
}
