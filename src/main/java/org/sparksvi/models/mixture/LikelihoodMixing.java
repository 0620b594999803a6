package org.sparksvi.models.mixture;

/** Weights by maximum likelihood. */
record LikelihoodMixing() implements Mixing {

  @Override
  public double[] meanLogs(double[] counts) {
    double[] logs = means(counts);
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(logs[k]);
    }
    return logs;
  }

  @Override
  public double[] means(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    double[] means = counts.clone();
    for (int k = 0; k < means.length; k++) {
      means[k] /= total;
    }
    return means;
  }

  @Override
  public double globalElbo(double[] counts) {
    return 0;
  }
}
