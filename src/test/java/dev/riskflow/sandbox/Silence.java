package dev.riskflow.sandbox;

import com.github.tomakehurst.wiremock.common.Notifier;

/** WireMock would print requests, and with them tokens, codes and names. */
final class Silence implements Notifier {

    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Throwable cause) {}
}
