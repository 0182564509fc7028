package dev.riskflow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Riskflow. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RiskflowApplication {

    public static void main(String[] args) {
        SpringApplication.run(RiskflowApplication.class, args);
    }
}
