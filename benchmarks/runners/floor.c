/* The least that starting commands can cost: a thread a slot, each starts one, reads its output to the end and takes its status.
   No graph, no log, no names. Usage: floor SLOTS COUNT COMMAND; a command with a '/' first is started as it is, any other by sh -c. */
#define _GNU_SOURCE
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

extern char **environ;
static atomic_int left;
static char *command;

static void run_one(void)
{
    char *shell[] = {"sh", "-c", command, NULL}, *plain[] = {command, NULL};
    int ends[2], status;
    char buffer[65536];
    pid_t child;
    posix_spawn_file_actions_t actions;
    if (pipe2(ends, O_CLOEXEC) != 0)
        exit(2);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
    int is_plain = command[0] == '/';
    if (posix_spawn(&child, is_plain ? command : "/bin/sh", &actions, NULL, is_plain ? plain : shell, environ) != 0)
        exit(3);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    while (read(ends[0], buffer, sizeof buffer) > 0)
        ;
    close(ends[0]);
    if (waitpid(child, &status, 0) != child || status != 0)
        exit(4);
}

static void *serve(void *unused)
{
    while (atomic_fetch_sub(&left, 1) > 0)
        run_one();
    return unused;
}

int main(int count, char **words)
{
    if (count != 4)
        return 1;
    int slots = atoi(words[1]);
    left = atoi(words[2]);
    command = words[3];
    pthread_t threads[64];
    for (int i = 0; i < slots && i < 64; i++)
        pthread_create(&threads[i], NULL, serve, NULL);
    for (int i = 0; i < slots && i < 64; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
