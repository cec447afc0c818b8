// A test without a test framework, so that nothing has to be downloaded: exit code 1 is a failure.
using System;
using Greeting;

var greeting = Greeter.Greet("graph");
if (greeting != "Hello, graph!")
{
    Console.Error.WriteLine($"expected 'Hello, graph!', got '{greeting}'");
    return 1;
}

Console.WriteLine("1 test passed");
return 0;
