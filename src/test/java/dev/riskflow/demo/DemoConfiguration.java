package dev.riskflow.demo;

import org.springframework.boot.test.context.TestConfiguration;

/** What exists in the demo only. */
@TestConfiguration(proxyBeanMethods = false)
class DemoConfiguration {}
