package dev.riskflow.operation;

import java.util.Comparator;
import java.util.List;

/** Buckets of a histogram, each with its upper bound, and what is in it and below. */
record Histogram(List<Bucket> buckets) {

    static Histogram of(List<Sample> samples) {
        return new Histogram(samples.stream()
                .map(sample -> new Bucket(Scrape.number(sample.label("le")), sample.value()))
                .sorted(Comparator.comparingDouble(Bucket::bound))
                .toList());
    }

    /** As Prometheus has it: evenly spread within a bucket, and never beyond the last bound. */
    double quantile(double quantile) {
        double rank = quantile * buckets.getLast().count();
        if (buckets.getLast().count() == 0) {
            return Double.NaN;
        }
        Bucket below = new Bucket(0, 0);
        for (Bucket bucket : buckets) {
            if (bucket.count() >= rank) {
                return Double.isInfinite(bucket.bound())
                        ? below.bound()
                        : below.bound()
                                + (bucket.bound() - below.bound())
                                        * (rank - below.count())
                                        / (bucket.count() - below.count());
            }
            below = bucket;
        }
        return below.bound();
    }

    record Bucket(double bound, double count) {}
}
