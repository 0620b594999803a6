package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparksvi.config.Choices;
import org.sparksvi.kind.Description;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.AutoencoderSummary;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.rows.SettingsJson;

/** An autoencoder as it is described: its networks, and which latent units are in use. */
record AutoencoderDescription(AutoencoderSettings settings, AutoencoderSummary summary)
    implements Description {

  @Override
  public String headline() {
    return "a variational autoencoder of %d columns and %d latent units (%s)"
        .formatted(settings.columns(), settings.latent(), settings.likelihood().name());
  }

  @Override
  public String text() {
    return networks() + used() + table(settings.latent());
  }

  /** The networks, and the latent units that carry the most. */
  String brief(int most) {
    return networks() + used() + table(most);
  }

  private String networks() {
    StringBuilder text = new StringBuilder();
    if (settings.posterior() == Posterior.AMORTISED) {
      text.append(
          "encoder %s\n"
              .formatted(path(settings.columns(), settings.encoder(), settings.latent())));
    } else {
      text.append("no encoder: each row's posterior is fitted by itself\n");
    }
    text.append(
        "decoder %s (%s)\n"
            .formatted(
                path(settings.latent(), settings.decoder(), settings.columns()),
                Choices.word(settings.activation())));
    return text.append("%d weights\n".formatted(summary.weights())).toString();
  }

  private static String path(int from, List<Integer> hidden, int to) {
    return Stream.of(List.of(from), hidden, List.of(to))
        .flatMap(List::stream)
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  private String used() {
    return "%d of %d latent units are active; %d have collapsed to the prior\n"
        .formatted(summary.active(), settings.latent(), settings.latent() - summary.active());
  }

  private String table(int most) {
    StringBuilder text = new StringBuilder("  unit   KL (nats)  variance of E[z | x]\n");
    int[] units =
        IntStream.range(0, settings.latent())
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -summary.divergence()[j]))
            .mapToInt(j -> j)
            .toArray();
    for (int i = 0; i < Math.min(most, units.length); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%6d  %10.4f  %10.4f\n",
              units[i],
              summary.divergence()[units[i]],
              summary.meanVariance()[units[i]]));
    }
    if (units.length > most) {
      text.append("... and %d more\n".formatted(units.length - most));
    }
    return text.toString();
  }

  @Override
  public void put(ObjectNode page) {
    page.put("weights", summary.weights());
    page.put("activeUnits", summary.active());
    page.put("collapsedUnits", settings.latent() - summary.active());
    SettingsJson.put(page, "divergence", summary.divergence());
    SettingsJson.put(page, "meanVariance", summary.meanVariance());
  }

  @Override
  public Optional<String> picture() {
    return Optional.empty();
  }
}
