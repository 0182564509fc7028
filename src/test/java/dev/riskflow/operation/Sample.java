package dev.riskflow.operation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A value of a series; of one without a name and labels, if it is a number. */
record Sample(Map<String, String> labels, double value) {

    static Sample number(double value) {
        return new Sample(Map.of(), value);
    }

    Sample with(double other) {
        return new Sample(labels, other);
    }

    Map<String, String> only(Set<String> names) {
        Map<String, String> left = new TreeMap<>(labels);
        left.keySet().retainAll(names);
        return left;
    }

    Map<String, String> without(String name) {
        Map<String, String> left = new TreeMap<>(labels);
        left.remove(name);
        return left;
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
