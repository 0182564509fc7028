package dev.riskflow;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Riskflow. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RiskflowApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(RiskflowApplication.class)
                .initializers(new MandatorySettings(), new BorrowedSettings())
                .run(args);
    }
}
