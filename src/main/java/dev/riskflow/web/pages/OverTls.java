package dev.riskflow.web.pages;

import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.stereotype.Component;

/** Whether browsers come over TLS. It ends in front of us, so that no request tells. */
@Component
public class OverTls {

    private static final Duration YEAR = Duration.ofDays(365);

    private final boolean https;

    public OverTls(@Value("${riskflow.public-url}") URI publicUrl) {
        https = "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    public boolean isUsed() {
        return https;
    }

    /** For a year nothing but TLS (RFC 6797). Of subdomains we know nothing. */
    public HstsHeaderWriter strictTransport() {
        return new HstsHeaderWriter(request -> https, YEAR.toSeconds(), false);
    }
}
