using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Tests.Simulation;

/// <summary>What people, lines and the machine do.</summary>
internal sealed partial class SimulatedCentre
{
    private void Happen(Stimulus stimulus)
    {
        var agent = world.Agents[stimulus.Who % world.Agents.Count];
        // While the process is down nobody gets through; a provider repeats later, which is a stimulus of its own.
        if (!IsUp && stimulus.Kind != StimulusKind.LineCut)
            return;
        switch (stimulus.Kind)
        {
            case StimulusKind.CustomerWrites:
                Acknowledge(stimulus);
                break;
            case StimulusKind.CustomerRepeats when Acknowledged.Count > 0:
                Repeat(stimulus);
                break;
            case StimulusKind.AgentGoesOnline:
                (agent.IsOnline, agent.IsPaused, agent.HasLine) = (true, false, true);
                BecameFree(agent.Id);
                break;
            case StimulusKind.AgentPauses when agent.IsOnline:
                agent.IsPaused = true;
                WentAway(agent.Id);
                break;
            case StimulusKind.AgentGoesOffline when agent.IsOnline:
                agent.IsOnline = agent.IsPaused = false;
                WentAway(agent.Id);
                OwnerLeft(agent.Id);
                break;
            case StimulusKind.LineCut when agent.HasLine:
                (agent.HasLine, agent.LineCutAt) = (false, Second);
                WentAway(agent.Id);
                break;
            case StimulusKind.LineBack when !agent.HasLine:
                agent.HasLine = true;
                if (agent is { IsOnline: true, IsPaused: false })
                    BecameFree(agent.Id);
                break;
            case StimulusKind.TabOpened when Mine(agent, stimulus.What) is { } opened:
                agent.Tabs.Add(opened.Id);
                break;
            case StimulusKind.TabClosed when Mine(agent, stimulus.What) is { } closed:
                agent.Tabs.Remove(closed.Id);
                break;
            case StimulusKind.CapacityChanges:
                agent.Capacity = stimulus.What % 4;
                LookAtRoom([agent.Id]);
                break;
            case StimulusKind.KillAfterCommit:
                _killAfterCommit = true;
                break;
            case StimulusKind.Kill:
                Kill("by itself");
                break;
            default:
                Act(stimulus, agent);
                break;
        }
    }

    /// <summary>What an agent or a program does to a conversation.</summary>
    private void Act(Stimulus stimulus, SimulatedAgent agent)
    {
        var rung = Pick(_open.Where(i => i.State.Round?.Rings(agent.Id) == true), stimulus.What);
        var mine = Mine(agent, stimulus.What);
        var (target, happened) = stimulus.Kind switch
        {
            StimulusKind.Accepts => (rung, RoutingEvent.Accepted(agent.Id)),
            StimulusKind.Rejects => (rung, RoutingEvent.Rejected(agent.Id)),
            StimulusKind.Takes => (Pick(_open.Where(i => i.State.Phase is RoutingPhase.Unassigned or RoutingPhase.Elsewhere
                && world.Accounts[i.AccountId - 1].Members.Contains(agent.Id)), stimulus.What), RoutingEvent.Took(agent.Id)),
            StimulusKind.Answers => (mine, RoutingEvent.Answered(agent.Id)),
            StimulusKind.Reads => (mine, RoutingEvent.Read(agent.Id)),
            StimulusKind.Closes => (mine, RoutingEvent.Closed(agent.Id, "Solved")),
            StimulusKind.ClosesWithoutDisposition => (mine, RoutingEvent.Closed(agent.Id, null)),
            StimulusKind.TransfersToAgent => (mine, RoutingEvent.TransferredToAgent(agent.Id, (stimulus.What % world.Agents.Count) + 1)),
            StimulusKind.TransfersToQueue => (mine, RoutingEvent.TransferredToQueue(agent.Id, (stimulus.What % world.Queues.Count) + 1)),
            StimulusKind.ProgramCloses => (Pick(_open, stimulus.What),
                RoutingEvent.ClosedFromOutside(0, stimulus.Who % 2 == 0 ? "Solved" : null)),
            StimulusKind.OutsideAnswers or StimulusKind.OutsideFails => Answer(stimulus),
            _ => (null, RoutingEvent.InactivityTimeEnded()),
        };
        if (target is not null)
            Decide(target, happened);
    }

    private (SimulatedInteraction?, RoutingEvent) Answer(Stimulus stimulus)
    {
        var asked = Pick(_open.Where(i => _outside.Contains(i.Id)), stimulus.What);
        _outside.Remove(asked?.Id ?? 0);
        var round = asked?.State.RoundNumber ?? 0;
        var isAssistant = asked?.State.Round?.Stage == RoundStage.Assistant;
        return (asked, (isAssistant, stimulus.Kind) switch
        {
            (true, StimulusKind.OutsideAnswers) => RoutingEvent.AssistantAnswered(round, "Hello", handsOver: stimulus.Who % 4 == 0),
            (true, _) => RoutingEvent.AssistantFailed(round, "TimedOut"),
            (false, StimulusKind.OutsideAnswers) => RoutingEvent.HttpAnswered(round, [1], stimulus.Who % 2 == 0 ? "Hello" : "", stimulus.Who % 5),
            (false, _) => RoutingEvent.HttpFailed(round, "HTTP 500"),
        });
    }

    private void Acknowledge(Stimulus stimulus)
    {
        var account = world.Accounts[stimulus.Who % world.Accounts.Count];
        var customer = stimulus.What % SimulatedWorld.Customers;
        var message = ++_messages;
        if (!Acknowledged.TryGetValue((account.Id, customer), out var messages))
            Acknowledged[(account.Id, customer)] = messages = [];
        messages.Add(message);
        _inbox.Enqueue((account.Id, customer, message, stimulus.What % 9 == 0 ? "a person please" : "hello"));
    }

    private void Repeat(Stimulus stimulus)
    {
        var ((accountId, customer), messages) = Acknowledged.ElementAt(stimulus.Who % Acknowledged.Count);
        _inbox.Enqueue((accountId, customer, messages[stimulus.What % messages.Count], "hello"));
    }

    private SimulatedInteraction? Mine(SimulatedAgent agent, int which) =>
        Pick(_open.Where(i => i.State.OwnerId == agent.Id), which);

    private static SimulatedInteraction? Pick(IEnumerable<SimulatedInteraction> among, int which)
    {
        var all = among.ToList();
        return all.Count == 0 ? null : all[which % all.Count];
    }
}
