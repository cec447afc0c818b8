console.log("g");
