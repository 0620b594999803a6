package org.sparksvi.kind;

import java.util.function.Function;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;

/**
 * A model that is ready to be trained on rows.
 *
 * @param headline what is trained on what, after "training"
 * @param rows what it is trained and scored on
 * @param model as it is trained
 * @param publish the trained model, from parameters of the training
 */
public record Trainable<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>(
    String headline, RowType<B, H> rows, M model, Function<Bundle, Trained<?, ?, ?>> publish) {}
